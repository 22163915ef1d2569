resource "consul_acl_token" "endless" {
  description = "endless"
  policies    = ["reader"]
}

resource "consul_acl_token" "dated" {
  description     = "dated"
  policies        = ["reader"]
  expiration_time = timeadd(timestamp(), "1h")
}

resource "consul_acl_auth_method" "week" {
  name          = "week"
  type          = "kubernetes"
  max_token_ttl = "168h"
}

resource "nomad_acl_token" "endless" {
  name     = "endless"
  type     = "client"
  policies = ["reader"]
}

resource "nomad_acl_token" "hour" {
  name           = "hour"
  type           = "client"
  policies       = ["reader"]
  expiration_ttl = "1h"
}

resource "vault_consul_secret_backend_role" "unsaid" {
  name            = "unsaid"
  backend         = "consul"
  consul_policies = ["reader"]
}

resource "vault_ldap_secret_backend_dynamic_role" "hour" {
  mount       = "ldap"
  role_name   = "hour"
  default_ttl = 3600
}

resource "vault_token_auth_backend_role" "periodic" {
  role_name    = "periodic"
  token_period = 86400
}

resource "vault_token_auth_backend_role" "unsaid" {
  role_name = "unsaid"
}

resource "vault_pki_secret_backend_role" "year" {
  backend = "pki"
  name    = "year"
  ttl     = 31536000
}

resource "vault_pki_secret_backend_role" "month" {
  backend = "pki"
  name    = "month"
  ttl     = 2592000
}

resource "vault_ssh_secret_backend_role" "day" {
  backend  = "ssh"
  name     = "day"
  key_type = "ca"
  ttl      = "24h"
}
