vault {
  address = "https://vault.example.com"
}

auto_auth {
  method "kubernetes" {
    config = {
      role = "planner"
    }
  }
}

template {
  source      = "/etc/agent/env.ctmpl"
  destination = "/run/agent/env"
}
