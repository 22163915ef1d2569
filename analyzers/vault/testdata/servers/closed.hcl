storage "raft" {
  path = "/vault/data"
}

listener "tcp" {
  address       = "0.0.0.0:8200"
  tls_cert_file = "/vault/tls.crt"
  tls_key_file  = "/vault/tls.key"
}

seal "awskms" {
  region     = "eu-central-1"
  kms_key_id = "0b7c9e1d-3f5a-4c2b-8d6e-9a1b2c3d4e5f"
}

default_lease_ttl    = "1h"
max_lease_ttl        = "24h"
raw_storage_endpoint = false
