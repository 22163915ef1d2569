terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 1.13"
    }
  }
}

resource "kubernetes_deployment" "triage" {
  metadata {
    name      = "triage-agent"
    namespace = "support"
  }
  spec {
    template {
      metadata {
        labels = { "kagenti.io/type" = "agent" }
      }
      spec {
        container {
          name  = "agent"
          image = "ghcr.io/kagent-dev/kagent/app:0.6.3"
          env {
            name = "OPENAI_API_KEY"
            value_from {
              secret_key_ref {
                name = "triage-openai"
                key  = "api-key"
              }
            }
          }
        }
      }
    }
  }
}
