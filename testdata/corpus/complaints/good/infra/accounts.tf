# The accounts are made with the cluster; the manifests only name them.
resource "kubernetes_service_account" "triage" {
  metadata {
    name      = "triage"
    namespace = "support"
    annotations = {
      "eks.amazonaws.com/role-arn" = "arn:aws:iam::471112345678:role/triage-agent"
    }
  }
  automount_service_account_token = false
}
