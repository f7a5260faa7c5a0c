"""Those who do harm, and what honest users got meanwhile: each scenario on a product of its own, over HTTP, from one address."""
