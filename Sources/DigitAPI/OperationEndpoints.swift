import DigitModel
import HTTPCore
import Metrics

/// What those who run the service ask: whether it lives, whether it is ready, how it does, and for a new model.
struct OperationEndpoints: Sendable {
    let model: ServedModel
    let state: ServiceState
    let metrics: ServiceMetrics
    let otherMetrics: @Sendable (inout Exposition) -> Void

    /// `{"status": "ok"}`
    func health(id: String) -> HTTPResponse {
        JSONAnswer.make(.ok, Status(status: "ok", model: nil), id: id)
    }

    /// 200 while the model gives its known answer and the service means to stay.
    func readiness(id: String) -> HTTPResponse {
        if state.isStopping {
            return JSONAnswer.make(
                APIError(
                    .serviceUnavailable, "stopping", "The server is about to stop; ask another one.",
                    fields: ["Retry-After": "5"]),
                id: id)
        }
        let predictor = model.predictor
        guard predictor.classifier.isReady else {
            return JSONAnswer.make(
                APIError(
                    .serviceUnavailable, "not_ready", "The model does not give its known answer.",
                    fields: ["Retry-After": "5"]),
                id: id)
        }
        return JSONAnswer.make(.ok, Status(status: "ready", model: predictor.model), id: id)
    }

    /// Everything that is counted, for Prometheus.
    func exposition() -> HTTPResponse {
        var exposition = Exposition()
        let current = model.predictor.model
        exposition.family("inkling_model_info", .gauge, "The model that answers; always 1.")
        exposition.sample("inkling_model_info", 1, ["name": current.name, "version": current.version])
        exposition.family("inkling_model_reloads_total", .counter, "Reloads of the model, by result.")
        for (result, count) in model.reloadCounts {
            exposition.sample("inkling_model_reloads_total", Double(count), ["result": result])
        }
        exposition.add(metrics.now)
        otherMetrics(&exposition)
        return HTTPResponse(
            status: .ok,
            fields: SecurityFields.data(and: [
                "Content-Type": Exposition.contentType, "Cache-Control": "no-store",
            ]),
            body: Array(exposition.text.utf8))
    }

    /// Loads the model anew; its reader is who runs the service, so a failure is told as it is.
    func reload(_ request: HTTPRequest, id: String) -> HTTPResponse {
        // A browser says where a POST comes from: some page may not do this, though it runs on the same machine.
        guard request.fields["Origin"] == nil else {
            return JSONAnswer.make(
                APIError(.forbidden, "not_for_pages", "A page in a browser may not ask for this."), id: id)
        }
        switch model.reload() {
        case .success(let model):
            return JSONAnswer.make(.ok, Status(status: "reloaded", model: model), id: id)
        case .failure(let error):
            return JSONAnswer.make(
                APIError(
                    .unprocessableContent, "model_refused", "The old model goes on answering: \(error)."),
                id: id)
        }
    }

    private struct Status: JSONWritable {
        let status: String
        let model: Prediction.Model?

        func write(to json: inout JSONWriter) {
            json.object { json in
                if let model { json.member("model", model) }
                json.member("status", status)
            }
        }
    }
}
