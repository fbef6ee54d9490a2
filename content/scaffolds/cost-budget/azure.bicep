targetScope = 'subscription'

@description('Who is told of the cost')
param emails string[]

@description('A month, in the currency of the subscription')
param amount int = <%amount%>

@description('First day of a month, such as 2026-12-01')
param start string

resource monthly 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: '<%name%>-monthly'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: start
    }
    notifications: {
      spent: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: emails
      }
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
      }
    }
  }
}
