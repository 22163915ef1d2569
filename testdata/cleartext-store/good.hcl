storage "raft" {
  path = "/vault/data"
}

listener "tcp" {
  address       = "0.0.0.0:8200"
  tls_cert_file = "/vault/tls.crt"
  tls_key_file  = "/vault/tls.key"
}

# Behind what ends TLS on the same machine.
listener "tcp" {
  address     = "127.0.0.1:8202"
  tls_disable = true
}

listener "unix" {
  address     = "/run/vault.sock"
  tls_disable = true
}
