variable "budget_emails" {
  description = "Who is told of the cost"
  type        = list(string)
}

variable "budget_amount" {
  description = "A month, in the currency of the subscription"
  type        = number
  default     = <%amount%>
}

variable "budget_start" {
  description = "First day of a month, such as 2026-12-01"
  type        = string
}

data "azurerm_subscription" "current" {}

resource "azurerm_consumption_budget_subscription" "monthly" {
  name            = "<%name%>-monthly"
  subscription_id = data.azurerm_subscription.current.id
  amount          = var.budget_amount
  time_grain      = "Monthly"

  time_period {
    start_date = "${var.budget_start}T00:00:00Z"
  }

  notification {
    operator       = "GreaterThan"
    threshold      = 80
    threshold_type = "Actual"
    contact_emails = var.budget_emails
  }

  notification {
    operator       = "GreaterThan"
    threshold      = 100
    threshold_type = "Forecasted"
    contact_emails = var.budget_emails
  }
}
