bind_addr = "127.0.0.1"
data_dir  = "/opt/nomad/data"

server {
  enabled = true
}

acl {
  enabled = true
}

# The proxy on this machine speaks TLS.
tls {
  http = false
}

vault {
  enabled = true
  default_identity {
    aud = ["vault.io"]
    ttl = "1h"
  }
}
