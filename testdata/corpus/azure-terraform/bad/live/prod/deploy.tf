# What the workflow "deploy" logs in as.
resource "azuread_application" "deploy" {
  display_name = "dispatch-deploy-prod"
  owners       = [data.azurerm_client_config.current.object_id]
}

resource "azuread_service_principal" "deploy" {
  client_id = azuread_application.deploy.client_id
}

resource "azuread_application_flexible_federated_identity_credential" "deploy" {
  application_id             = azuread_application.deploy.id
  display_name               = "github"
  audience                   = "api://AzureADTokenExchange"
  issuer                     = "https://token.actions.githubusercontent.com"
  claims_matching_expression = "claims['sub'] matches 'repo:fabrikam/*'"
}

resource "azuread_application_password" "deploy" {
  application_id = azuread_application.deploy.id
}

# So that it can make the identities of new agents.
resource "azuread_directory_role_assignment" "deploy" {
  role_id             = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
  principal_object_id = azuread_service_principal.deploy.object_id
}

resource "azurerm_role_assignment" "deploy" {
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Owner"
  principal_id         = azuread_service_principal.deploy.object_id
}
