resource "consul_acl_auth_method" "pods" {
  name          = "pods"
  type          = "kubernetes"
  max_token_ttl = "168h"
}

resource "vault_ldap_secret_backend_dynamic_role" "directory" {
  mount       = "ldap"
  role_name   = "directory-agent"
  default_ttl = 3600
  max_ttl     = 604800
}

resource "gitlab_project_access_token" "release" {
  project = "acme/app"
  name    = "release-agent"
  scopes  = ["read_repository"]
  rotation_configuration = {
    expiration_days    = 30
    rotate_before_days = 7
  }
}
