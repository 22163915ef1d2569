vault {
  address = "https://vault.example.com"
}

auto_auth {
  method {
    type = "token_file"
    config = {
      token_file_path = "/home/deploy/.vault-token"
    }
  }
}

template {
  source      = "/etc/agent/env.ctmpl"
  destination = "/run/agent/env"
}
