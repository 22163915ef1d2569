resource "kubernetes_service_account" "assistants" {
  metadata {
    name      = "assistants"
    namespace = "support"
  }
  automount_service_account_token = false
}
