datacenter = "eu1"
data_dir   = "/opt/nomad/data"

server {
  enabled          = true
  bootstrap_expect = 3
}

# Whoever calls needs a token.
acl {
  enabled = true
}
