datacenter = "eu1"
data_dir   = "/opt/nomad/data"
bind_addr  = "0.0.0.0"

server {
  enabled = true
}

tls {
  http = false
  rpc  = true
}
