# The MCP server that the adjuster calls.
resource "google_service_account" "policy_tool" {
  account_id   = "claims-policy-tool"
  display_name = "MCP server that looks policies up"
}

resource "google_cloud_run_v2_service" "policy_tool" {
  name     = "policy-tool-${var.environment}"
  location = var.region
  ingress  = "INGRESS_TRAFFIC_INTERNAL_ONLY"

  template {
    service_account = google_service_account.policy_tool.email

    containers {
      image = "registry.example.com/claims/policy-mcp:1.14.0"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "adjuster" {
  name     = google_cloud_run_v2_service.policy_tool.name
  location = var.region
  role     = "roles/run.invoker"
  member   = google_service_account.adjuster.member
}
