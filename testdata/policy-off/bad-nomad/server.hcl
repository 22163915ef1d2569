datacenter = "eu1"
data_dir   = "/opt/nomad/data"

server {
  enabled          = true
  bootstrap_expect = 3
}

# Everybody who reaches the API is the operator.
acl {
  enabled = false
}
