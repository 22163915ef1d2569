# The MCP server that the adjuster calls.
resource "google_cloud_run_v2_service" "policy_tool" {
  name     = "policy-tool-${var.environment}"
  location = var.region

  template {
    containers {
      image = "registry.example.com/claims/policy-mcp:latest"
    }
  }
}

resource "google_cloud_run_v2_service_iam_member" "everybody" {
  name     = google_cloud_run_v2_service.policy_tool.name
  location = var.region
  role     = "roles/run.invoker"
  member   = "allUsers"
}
