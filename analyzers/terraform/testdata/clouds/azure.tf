data "azurerm_subscription" "current" {}

resource "azurerm_resource_group" "agents" {
  name = "agents"
}

resource "azurerm_user_assigned_identity" "agent" {
  name = "agent"
}

resource "azurerm_role_assignment" "wide" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Contributor"
  principal_id         = azurerm_user_assigned_identity.agent.principal_id
}

resource "azurerm_role_assignment" "group" {
  scope                = azurerm_resource_group.agents.id
  role_definition_name = "Cognitive Services OpenAI User"
  principal_id         = azurerm_user_assigned_identity.agent.principal_id
}

resource "azurerm_role_assignment" "app" {
  scope                = azurerm_storage_account.a.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_container_app.a.identity[0].principal_id
}

resource "azurerm_container_app" "a" {
  name = "a"
  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_role_definition" "all" {
  name  = "all"
  scope = data.azurerm_subscription.current.id
  permissions {
    actions = ["*"]
  }
}
