datacenter = "eu1"
data_dir   = "/opt/nomad/data"
bind_addr  = "127.0.0.1"

server {
  enabled = true
}

tls {
  http = false
  rpc  = true
}
