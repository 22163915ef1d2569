resource "auth0_client" "provisioner" {
  name     = "provisioner-agent"
  app_type = "non_interactive"
}

resource "auth0_client_grant" "management" {
  client_id = auth0_client.provisioner.id
  audience  = "https://acme.eu.auth0.com/api/v2/"
  scopes    = ["read:clients", "update:client_grants"]
}

resource "azuread_app_role_assignment" "directory" {
  app_role_id         = azuread_service_principal.graph.app_role_ids["AppRoleAssignment.ReadWrite.All"]
  principal_object_id = azuread_service_principal.provisioner.object_id
  resource_object_id  = azuread_service_principal.graph.object_id
}

resource "azuread_service_principal" "graph" {
  client_id    = data.azuread_application_published_app_ids.known.result.MicrosoftGraph
  use_existing = true
}

data "azuread_application_published_app_ids" "known" {}

resource "azuread_service_principal" "provisioner" {
  client_id = azuread_application.provisioner.client_id
}

resource "azuread_application" "provisioner" {
  display_name = "provisioner-agent"
}
