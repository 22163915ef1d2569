# One sidecar for one application, as the documentation has it.
auto_auth {
  method "kubernetes" {
    mount_path = "auth/cluster"
    config = {
      role = "planner"
    }
  }

  sink "file" {
    config = {
      path = "/home/vault/.vault-token"
      mode = 0600
    }
  }
}

cache {
  use_auto_auth_token = true
}

listener "tcp" {
  address     = "127.0.0.1:8100"
  tls_disable = true
}

listener "tcp" {
  address                            = "0.0.0.0:8101"
  tls_require_and_verify_client_cert = true
}
