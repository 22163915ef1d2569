resource "nomad_acl_token" "planner" {
  name           = "planner"
  type           = "client"
  policies       = ["deployer"]
  expiration_ttl = "1h"
}
