resource "consul_acl_auth_method" "pods" {
  name          = "pods"
  type          = "kubernetes"
  max_token_ttl = "1h"
}

resource "vault_ldap_secret_backend_dynamic_role" "directory" {
  mount       = "ldap"
  role_name   = "directory-agent"
  default_ttl = 900
  max_ttl     = 3600
}

resource "gitlab_project_access_token" "release" {
  project = "acme/app"
  name    = "release-agent"
  scopes  = ["read_repository"]
  rotation_configuration = {
    expiration_days    = 1
    rotate_before_days = 1
  }
}
