pid_file = "./pidfile"

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

  sinks {
    sink {
      type = "file"
      config = {
        path = "/run/shared/token"
        mode = 0644
      }
    }
    sink {
      type     = "file"
      wrap_ttl = "5m"
      config = {
        path = "/run/shared/wrapped"
        mode = 0644
      }
    }
  }
}

api_proxy {
  use_auto_auth_token = "force"
}

listener "tcp" {
  address     = "0.0.0.0:8100"
  tls_disable = true
}

listener "unix" {
  address = "/run/vault.sock"
}

listener "tcp" {
  address = "0.0.0.0:3000"
  role    = "metrics_only"
}
