provider "azurerm" {
  features {}
  subscription_id = "8a4f2c61-0d3e-4b7a-9c58-1e6f70a2b3c4"
}

resource "azurerm_container_app" "planner-agent" {
  name                         = "planner-agent"
  container_app_environment_id = "/subscriptions/8a4f2c61-0d3e-4b7a-9c58-1e6f70a2b3c4/resourceGroups/rg-planning-staging/providers/Microsoft.App/managedEnvironments/agents"
  resource_group_name          = "rg-planning-staging"
  revision_mode                = "Single"

  identity {
    type         = "UserAssigned"
    identity_ids = ["/subscriptions/3d9b7e20-54c1-4f8e-a6d2-c07b1f9e8a35/resourcegroups/RG-planning-prod/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-planner"]
  }

  template {
    container {
      name   = "agent"
      image  = "registry.example.com/planning/planner-agent:2.4.0"
      cpu    = 0.5
      memory = "1Gi"
      args   = ["langgraph", "up"]

      env {
        name  = "MCP_SERVER_URL"
        value = "https://tools.example.com/mcp"
      }
      env {
        name  = "AZURE_OPENAI_ENDPOINT"
        value = "https://oai-planning.openai.azure.com"
      }
    }
  }
}
