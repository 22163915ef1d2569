resource "nomad_acl_token" "bootstrap" {
  name           = "bootstrap"
  type           = "management"
  expiration_ttl = "1h"
}
