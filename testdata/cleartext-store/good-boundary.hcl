# Boundary's listener, not Vault's.
listener "tcp" {
  purpose     = "proxy"
  address     = "0.0.0.0:9202"
  tls_disable = true
}

worker {
  name = "eu-1"
}

disable_mlock = true
