terraform {
  required_version = ">= 1.11"

  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.7"
    }
  }

  backend "azurerm" {}
}

provider "azurerm" {
  features {}
}

locals {
  tags = {
    project     = "<%name%>"
    environment = var.environment
    managed-by  = "terraform"
  }
}

# Names of storage accounts and registries are shared by everybody on Azure.
resource "random_string" "suffix" {
  length  = 6
  special = false
  upper   = false
}

resource "azurerm_resource_group" "main" {
  name     = "<%name%>-${var.environment}"
  location = var.region
  tags     = local.tags
}

# Data and models: every version is kept, none is public.
resource "azurerm_storage_account" "artifacts" {
  name                            = "<%compact%>${random_string.suffix.result}"
  resource_group_name             = azurerm_resource_group.main.name
  location                        = azurerm_resource_group.main.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  min_tls_version                 = "TLS1_2"
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = false
  tags                            = local.tags

  blob_properties {
    versioning_enabled = true

    delete_retention_policy {
      days = 30
    }
  }
}

resource "azurerm_container_registry" "images" {
  name                = "<%compact%>${random_string.suffix.result}"
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  sku                 = "Basic"
  admin_enabled       = false
  tags                = local.tags
}

output "artifacts" {
  description = "Storage account of data and models"
  value       = azurerm_storage_account.artifacts.name
}

output "images" {
  description = "Address of the image registry"
  value       = azurerm_container_registry.images.login_server
}
