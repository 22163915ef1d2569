# The payments gateway runs outside the cluster and signs requests with a key.
resource "aws_iam_user" "payments" {
  name = "refund-agent-payments"
}

resource "aws_iam_access_key" "payments" {
  user = aws_iam_user.payments.name
}

resource "vault_kubernetes_auth_backend_role" "refund" {
  backend                          = "kubernetes"
  role_name                        = "refund-agent"
  bound_service_account_names      = ["support-bots"]
  bound_service_account_namespaces = ["support"]
  token_policies                   = ["payments"]
  token_ttl                        = 604800
  token_max_ttl                    = 2592000
}

resource "vault_policy" "payments" {
  name   = "payments"
  policy = <<-EOT
    path "payments/data/refunds/*" {
      capabilities = ["create", "read", "update"]
    }
  EOT
}
