auto_auth {
  method "kubernetes" {
    config = {
      role = "planner"
    }
  }
}

api_proxy {
  use_auto_auth_token = true
}

# A sidecar: one application, on the same machine.
listener "tcp" {
  address     = "127.0.0.1:8100"
  tls_disable = true
}

listener "unix" {
  address = "/run/vault.sock"
}

# Callers bring a certificate.
listener "tcp" {
  address                            = "0.0.0.0:8101"
  tls_cert_file                      = "/etc/proxy/tls.crt"
  tls_key_file                       = "/etc/proxy/tls.key"
  tls_require_and_verify_client_cert = true
}
