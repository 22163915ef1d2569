resource "kubernetes_cluster_role_v1" "agent" {
  metadata {
    name = "agent"
  }
  rule {
    api_groups = [""]
    resources  = ["secrets"]
    verbs      = ["get", "list"]
  }
  rule {
    api_groups = ["coordination.k8s.io"]
    resources  = ["leases"]
    verbs      = ["*"]
  }
}

resource "kubernetes_cluster_role_binding_v1" "agent" {
  metadata {
    name = "agent"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = kubernetes_cluster_role_v1.agent.metadata[0].name
  }
  subject {
    kind      = "ServiceAccount"
    name      = "agent"
    namespace = "agents"
  }
}

resource "kubernetes_role_binding_v1" "edit" {
  metadata {
    name      = "edit"
    namespace = "agents"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = "cluster-admin"
  }
  subject {
    kind      = "ServiceAccount"
    name      = kubernetes_service_account_v1.agent.metadata[0].name
    namespace = "agents"
  }
}

resource "kubernetes_service_account_v1" "agent" {
  metadata {
    name      = "agent"
    namespace = "agents"
  }
}
