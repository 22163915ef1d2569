# A pipeline elsewhere signs in as this identity.
provider "azurerm" {
  features {}
}

data "azurerm_resource_group" "agents" {
  name = "rg-agents"
}

resource "azurerm_user_assigned_identity" "intake" {
  name                = "id-intake-agent"
  resource_group_name = data.azurerm_resource_group.agents.name
  location            = data.azurerm_resource_group.agents.location
}

resource "azurerm_role_assignment" "intake" {
  scope                = data.azurerm_resource_group.agents.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_user_assigned_identity.intake.principal_id
}

resource "azurerm_federated_identity_credential" "intake" {
  name                = "intake"
  resource_group_name = data.azurerm_resource_group.agents.name
  parent_id           = azurerm_user_assigned_identity.intake.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = "https://token.actions.githubusercontent.com"
  subject             = "repo:acme/intake:environment:production"
}
