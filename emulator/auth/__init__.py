"""Sign-in: session login, OAuth2, userinfo, OpenID Connect (contract, section 1)."""
