storage "raft" {
  path = "/vault/data"
}

# The keys are the instance's own.
seal "awskms" {
  region     = "eu-central-1"
  kms_key_id = "0b7c9e1d-3f5a-4c2b-8d6e-9a1b2c3d4e5f"
}

listener "tcp" {
  address       = "0.0.0.0:8200"
  tls_key_file  = "/vault/tls.key"
  tls_cert_file = "/vault/tls.crt"
}
