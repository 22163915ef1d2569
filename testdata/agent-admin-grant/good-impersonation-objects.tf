# The agent may act as the account that runs reports.
resource "kubernetes_service_account_v1" "helpdesk" {
  metadata {
    name      = "helpdesk"
    namespace = "support"
  }
}

resource "kubernetes_service_account_v1" "upgrader" {
  metadata {
    name      = "upgrader"
    namespace = "support"
  }
}

resource "kubernetes_cluster_role_binding_v1" "upgrader" {
  metadata {
    name = "upgrader"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = "cluster-admin"
  }
  subject {
    kind      = "ServiceAccount"
    name      = "upgrader"
    namespace = "support"
  }
}

resource "kubernetes_role_v1" "helpdesk" {
  metadata {
    name      = "helpdesk"
    namespace = "support"
  }
  rule {
    api_groups     = [""]
    resources      = ["serviceaccounts"]
    resource_names = ["report-runner"]
    verbs          = ["impersonate"]
  }
}

resource "kubernetes_role_binding_v1" "helpdesk" {
  metadata {
    name      = "helpdesk"
    namespace = "support"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "Role"
    name      = kubernetes_role_v1.helpdesk.metadata[0].name
  }
  subject {
    kind      = "ServiceAccount"
    name      = kubernetes_service_account_v1.helpdesk.metadata[0].name
    namespace = "support"
  }
}

resource "kubernetes_deployment_v1" "helpdesk" {
  metadata {
    name      = "helpdesk-agent"
    namespace = "support"
  }
  spec {
    selector {
      match_labels = { app = "helpdesk-agent" }
    }
    template {
      metadata {
        labels = { app = "helpdesk-agent" }
      }
      spec {
        service_account_name = kubernetes_service_account_v1.helpdesk.metadata[0].name
        container {
          name  = "agent"
          image = "registry.example.com/support/helpdesk-agent:2.0.1"
          args  = ["langgraph", "up"]
          env {
            name  = "MCP_SERVER_URL"
            value = "https://tickets-mcp.support.svc/mcp"
          }
          env {
            name = "OPENAI_API_KEY"
            value_from {
              secret_key_ref {
                name = "helpdesk-openai"
                key  = "key"
              }
            }
          }
        }
      }
    }
  }
}
