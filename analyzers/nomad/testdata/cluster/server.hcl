# The servers of the staging cluster.
datacenter = "eu1"
data_dir   = "/opt/nomad/data"
bind_addr  = "0.0.0.0"

server {
  enabled          = true
  bootstrap_expect = 3
}

acl {
  enabled = false
}

tls {
  http = false
  rpc  = true
}

vault {
  enabled = true
  address = "https://vault.example.com:8200"
  token   = "hvs.CAESIFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeFakeGh4KHGh2cy5GYWtlRmFrZUZha2VGYWtlRmFrZUZha2U"
}

consul {
  address = "127.0.0.1:8500"
  token   = "7f3c9a52-4b1e-4d0c-9a6e-2f8d5b7c1e04"
}
