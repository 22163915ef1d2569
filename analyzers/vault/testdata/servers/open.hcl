# A server that listens to everybody without TLS, and keeps its keys in its file.
storage "consul" {
  address = "127.0.0.1:8500"
  path    = "vault/"
  token   = "6f1d9a37-2c4e-4b8a-9d53-7e0c1f6a8b24"
}

ha_storage "raft" {
  path = "/vault/data"
}

listener "tcp" {
  address     = "0.0.0.0:8200"
  tls_disable = 1
}

listener "tcp" {
  address     = "127.0.0.1:8202"
  tls_disable = true
}

listener "tcp" {
  address       = "[::]:8203"
  tls_disable   = "false"
  tls_cert_file = "/vault/tls.crt"
  tls_key_file  = "/vault/tls.key"
}

listener "unix" {
  address     = "/run/vault.sock"
  tls_disable = true
}

seal "awskms" {
  region     = "eu-central-1"
  access_key = "AKIA6ONVLCPWWFZABZFE"
  secret_key = "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"
  kms_key_id = "0b7c9e1d-3f5a-4c2b-8d6e-9a1b2c3d4e5f"
}

telemetry {
  statsite_address   = "127.0.0.1:8125"
  circonus_api_token = "b2f7c9d1-8e3a-4f6b-a5c0-1d9e7f2a6b38"
}

default_lease_ttl    = "2160h"
max_lease_ttl        = "87600h"
raw_storage_endpoint = true
disable_mlock        = true
api_addr             = "http://vault.example.com:8200"
