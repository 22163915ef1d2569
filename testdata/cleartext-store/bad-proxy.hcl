auto_auth {
  method "kubernetes" {
    config = {
      role = "planner"
    }
  }
}

api_proxy {
  use_auto_auth_token = false
}

listener "tcp" {
  address     = "10.0.4.7:8100"
  tls_disable = "true"
}
