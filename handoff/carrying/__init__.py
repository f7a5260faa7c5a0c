"""From the promise to the ENT: the outbox, one attempt at a time, what each answer means, the courier's round."""
