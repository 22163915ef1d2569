project     = "claims-prod-88c2"
environment = "prod"
