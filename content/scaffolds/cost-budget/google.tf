variable "billing_account" {
  description = "Id of the billing account"
  type        = string
}

variable "budget_amount" {
  description = "A month, in the currency of the billing account"
  type        = number
  default     = <%amount%>
}

# Administrators and users of the billing account are told.
resource "google_billing_budget" "monthly" {
  billing_account = var.billing_account
  display_name    = "<%name%>-monthly"

  amount {
    specified_amount {
      units = tostring(var.budget_amount)
    }
  }

  threshold_rules {
    threshold_percent = 0.8
  }

  threshold_rules {
    threshold_percent = 1.0
    spend_basis       = "FORECASTED_SPEND"
  }
}
