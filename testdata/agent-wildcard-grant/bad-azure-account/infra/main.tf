resource "azurerm_user_assigned_identity" "agents" {
  name                = "support-agents"
  resource_group_name = "support"
  location            = "westeurope"
}
resource "azurerm_federated_identity_credential" "triage" {
  name                = "triage"
  resource_group_name = "support"
  parent_id           = azurerm_user_assigned_identity.agents.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = "https://westeurope.oic.prod-aks.azure.com/0000/1111/"
  subject             = "system:serviceaccount:support:triage"
}
resource "azurerm_federated_identity_credential" "refund" {
  name                = "refund"
  resource_group_name = "support"
  parent_id           = azurerm_user_assigned_identity.agents.id
  audience            = ["api://AzureADTokenExchange"]
  issuer              = "https://westeurope.oic.prod-aks.azure.com/0000/1111/"
  subject             = "system:serviceaccount:support:refund"
}
resource "azurerm_role_assignment" "owner" {
  scope                = "/subscriptions/11111111-2222-3333-4444-555555555555"
  role_definition_name = "Contributor"
  principal_id         = azurerm_user_assigned_identity.agents.principal_id
}
