terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "~> 2.38"
    }
  }
}

resource "kubernetes_service_account_v1" "this" {
  metadata {
    name      = "${var.name}-agent"
    namespace = "dispatch"

    annotations = {
      "azure.workload.identity/client-id" = var.client_id
    }
  }
}
