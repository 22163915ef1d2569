# One agent and its canary.
resource "google_service_account" "orders" {
  account_id = "orders-agent"
  project    = "acme-shop"
}

resource "google_cloud_run_v2_service" "orders" {
  for_each = toset(["orders-agent", "orders-agent-canary"])

  name     = each.key
  location = "europe-west1"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "europe-docker.pkg.dev/acme-shop/agents/orders-agent:4.2.0"
      args  = ["langgraph", "up"]
      env {
        name  = "MCP_SERVER_URL"
        value = "https://orders-mcp.shop.example.com/mcp"
      }
      env {
        name  = "GOOGLE_GENAI_USE_VERTEXAI"
        value = "true"
      }
    }
  }
}
