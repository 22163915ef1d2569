resource "azurerm_cognitive_account" "delivery" {
  name                = "oai-delivery"
  location            = "westeurope"
  resource_group_name = "rg-delivery"
  kind                = "OpenAI"
  sku_name            = "S0"
}

resource "kubernetes_secret_v1" "delivery" {
  metadata {
    name      = "openai"
    namespace = "delivery"
  }

  data = {
    key = azurerm_cognitive_account.delivery.primary_access_key
  }
}
