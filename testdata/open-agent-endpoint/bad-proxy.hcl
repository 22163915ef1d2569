auto_auth {
  method "kubernetes" {
    config = {
      role = "planner"
    }
  }
}

api_proxy {
  use_auto_auth_token = "force"
}

listener "tcp" {
  address       = "0.0.0.0:8100"
  tls_cert_file = "/etc/proxy/tls.crt"
  tls_key_file  = "/etc/proxy/tls.key"
}
