provider "azurerm" {
  features {}
  subscription_id = "3d9b7e20-54c1-4f8e-a6d2-c07b1f9e8a35"
}

resource "azurerm_user_assigned_identity" "planner" {
  name                = "id-planner"
  resource_group_name = "rg-planning-prod"
  location            = "westeurope"
}

resource "azurerm_container_app" "planner-agent" {
  name                         = "planner-agent"
  container_app_environment_id = "/subscriptions/3d9b7e20-54c1-4f8e-a6d2-c07b1f9e8a35/resourceGroups/rg-planning-prod/providers/Microsoft.App/managedEnvironments/agents"
  resource_group_name          = "rg-planning-prod"
  revision_mode                = "Single"

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.planner.id]
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
