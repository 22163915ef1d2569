variable "registry" {
  default = "registry.example.com/agents"
}

variable "team" {
  default = "Desk"
}

variable "api_key" {}

locals {
  role  = format("%s-planner", lower(var.team))
  image = "${var.registry}/${local.role}:1.4"
}

job "planner" {
  group "planner" {
    task "planner" {
      driver = "docker"

      config {
        image = local.image
      }

      vault {
        role = local.role
      }

      identity {
        name = "models"
        aud  = ["models.example.com"]
        ttl  = var.team == "Desk" ? "1h" : "24h"
        file = true
      }

      env {
        ANTHROPIC_API_KEY = var.api_key
        ADDR              = "${NOMAD_ADDR_http}"
      }
    }
  }
}
