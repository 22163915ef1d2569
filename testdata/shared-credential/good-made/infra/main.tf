resource "azurerm_cognitive_account" "planner" {
  name                = "oai-planner"
  location            = "westeurope"
  resource_group_name = "rg-delivery"
  kind                = "OpenAI"
  sku_name            = "S0"
}

resource "kubernetes_secret_v1" "planner" {
  metadata {
    name      = "planner-openai"
    namespace = "delivery"
  }

  data = {
    key = azurerm_cognitive_account.planner.primary_access_key
  }
}

resource "azurerm_cognitive_account" "courier" {
  name                = "oai-courier"
  location            = "westeurope"
  resource_group_name = "rg-delivery"
  kind                = "OpenAI"
  sku_name            = "S0"
}

resource "kubernetes_secret_v1" "courier" {
  metadata {
    name      = "courier-openai"
    namespace = "delivery"
  }

  data = {
    key = azurerm_cognitive_account.courier.primary_access_key
  }
}
