project     = "claims-dev-3f1a"
environment = "dev"
