resource "kubernetes_cluster_role_binding_v1" "readers" {
  metadata {
    name = "readers"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = "view"
  }
  subject {
    kind      = "ServiceAccount"
    name      = "readers"
    namespace = "agents"
  }
}
