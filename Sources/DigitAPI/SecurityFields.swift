public import HTTPCore

/// What every answer tells browsers, errors too: guess no types, frame nothing, send no referrer, use no devices but,
/// on the page, the camera.
public enum SecurityFields {
    /// For the page: nothing loads from elsewhere, no script or style stands in the text, nobody frames it.
    public static let page = fields(
        policy: """
            default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self'; \
            manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
            """,
        camera: "self")

    /// For answers that are no page: whatever a browser takes them for, it loads nothing and runs nothing.
    static let data = fields(policy: "default-src 'none'; frame-ancestors 'none'", camera: "")

    private static func fields(policy: String, camera: String) -> HTTPFields {
        [
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy":
                "accelerometer=(), camera=(\(camera)), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
                + "microphone=(), payment=(), usb=()",
        ]
    }

    /// The fields of an answer that is no page, and these beside them.
    static func data(and others: HTTPFields) -> HTTPFields {
        var fields = data
        for field in others { fields.append(field.name, field.value) }
        return fields
    }
}
